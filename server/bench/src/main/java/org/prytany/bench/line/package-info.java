/** How a server does when it is left alone: endpoints that fail, slow texts, and duties met. */
@NullMarked
package org.prytany.bench.line;

import org.jspecify.annotations.NullMarked;
