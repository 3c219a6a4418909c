/**
 * Lets an operator's language model write sentences from numbered evidence, greedily and checked.
 */
@NullMarked
package org.prytany.inference.generation;

import org.jspecify.annotations.NullMarked;
