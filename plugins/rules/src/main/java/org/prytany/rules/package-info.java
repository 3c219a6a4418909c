/**
 * Reads a policy file, says what is wrong with it, and decides by it: what the policy plugin votes
 * by and `prytany policy` tries.
 */
@NullMarked
package org.prytany.rules;

import org.jspecify.annotations.NullMarked;
