/** Cuts visible text into sentences. */
@NullMarked
package org.prytany.digest.sentence;

import org.jspecify.annotations.NullMarked;
