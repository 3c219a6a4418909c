/** Markdown as a reader sees it, with the place of every character in the raw description. */
@NullMarked
package org.prytany.reading.markdown;

import org.jspecify.annotations.NullMarked;
