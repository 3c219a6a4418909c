/** Tells whether a text is in the one language that the rules of this plugin can read. */
@NullMarked
package org.prytany.reading.language;

import org.jspecify.annotations.NullMarked;
