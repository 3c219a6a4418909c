/** Tells what a text says of a statement: that it is asked for, denied, past, or something else. */
@NullMarked
package org.prytany.reading.modality;

import org.jspecify.annotations.NullMarked;
