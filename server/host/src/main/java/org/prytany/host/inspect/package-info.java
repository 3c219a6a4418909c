/** Looks at a plugin's WAR without loading any class of it, and says what is in it. */
@NullMarked
package org.prytany.host.inspect;

import org.jspecify.annotations.NullMarked;
