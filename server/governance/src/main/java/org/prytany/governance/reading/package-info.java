/** What a text says, word by word and as it is shown, by whoever knows nothing of calls. */
@NullMarked
package org.prytany.governance.reading;

import org.jspecify.annotations.NullMarked;
