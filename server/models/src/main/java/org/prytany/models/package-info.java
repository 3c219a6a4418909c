/** `prytany model`: the language models that an operator adds to a server, and tries. */
@NullMarked
package org.prytany.models;

import org.jspecify.annotations.NullMarked;
