/** Keeps what the line stores: repositories for the ports on MongoDB, or on an embedded store. */
@NullMarked
package org.prytany.store;

import org.jspecify.annotations.NullMarked;
