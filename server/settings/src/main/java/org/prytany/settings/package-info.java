/** What the operator configured, read from one file and checked; for the server and the signer. */
@NullMarked
package org.prytany.settings;

import org.jspecify.annotations.NullMarked;
