/** Reads times with a grammar of our own, which CoreNLP's TokensRegex runs. */
@NullMarked
package org.prytany.digest.time;

import org.jspecify.annotations.NullMarked;
