/**
 * An operator's language model in a process of its own, so that nothing that goes wrong in it, in
 * native code or in memory, reaches the server: its two ends, and the lines between them.
 */
@NullMarked
package org.prytany.inference.process;

import org.jspecify.annotations.NullMarked;
