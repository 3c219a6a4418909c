/** The journal damaged, cut off and put back. */
@NullMarked
package org.prytany.signerd.journal;

import org.jspecify.annotations.NullMarked;
