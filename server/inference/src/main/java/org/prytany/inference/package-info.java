/** Runs the embedding model: verified files, tokenizer, ONNX Runtime session and device choice. */
@NullMarked
package org.prytany.inference;

import org.jspecify.annotations.NullMarked;
