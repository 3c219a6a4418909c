/** Writes with a model behind an OpenAI-compatible endpoint of the operator's own. */
@NullMarked
package org.prytany.inference.remote;

import org.jspecify.annotations.NullMarked;
