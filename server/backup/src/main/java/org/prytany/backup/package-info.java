/** `prytany backup` and `prytany restore`: a copy of what a server keeps, and putting it back. */
@NullMarked
package org.prytany.backup;

import org.jspecify.annotations.NullMarked;
