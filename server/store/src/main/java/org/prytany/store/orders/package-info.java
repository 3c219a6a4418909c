/** The file in which signed orders about plugins are kept. */
@NullMarked
package org.prytany.store.orders;

import org.jspecify.annotations.NullMarked;
