/** Names of accounts as a chain has them, looked up beside the line for readers alone. */
@NullMarked
package org.prytany.app.names;

import org.jspecify.annotations.NullMarked;
