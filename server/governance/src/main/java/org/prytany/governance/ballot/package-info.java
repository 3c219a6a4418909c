/** Fourth stage: the vote is cast and read back. */
@NullMarked
package org.prytany.governance.ballot;

import org.jspecify.annotations.NullMarked;
