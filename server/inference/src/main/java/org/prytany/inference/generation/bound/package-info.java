/**
 * Runs a graph through ONNX Runtime's C functions, so that what one run leaves stays on the device
 * for the next; knows nothing of language models.
 */
@NullMarked
package org.prytany.inference.generation.bound;

import org.jspecify.annotations.NullMarked;
