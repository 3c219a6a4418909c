/**
 * Decides which plugins may run: compares them with the operator's list, guards every call,
 * installs.
 */
@NullMarked
package org.prytany.host;

import org.jspecify.annotations.NullMarked;
