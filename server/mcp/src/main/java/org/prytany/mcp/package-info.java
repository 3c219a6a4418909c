/** `prytany mcp`: assistants and editors read a running server, and nothing else. */
@NullMarked
package org.prytany.mcp;

import org.jspecify.annotations.NullMarked;
