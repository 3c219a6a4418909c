/** Words and forms that readers of texts look for, as data. */
@NullMarked
package org.prytany.reading.cue;

import org.jspecify.annotations.NullMarked;
