/** `prytany check`: every mistake of a configuration at once, before the server is started. */
@NullMarked
package org.prytany.check;

import org.jspecify.annotations.NullMarked;
