/** New blocks as nodes push them over WebSocket: a reason to ask sooner, and nothing else. */
@NullMarked
package org.prytany.chain.heads;

import org.jspecify.annotations.NullMarked;
