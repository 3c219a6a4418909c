/** Cuts sentences with CoreNLP. */
@NullMarked
package org.prytany.digest.sentence;

import org.jspecify.annotations.NullMarked;
