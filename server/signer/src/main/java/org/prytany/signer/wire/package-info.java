/** What server and signer say to each other over their socket: frames, JSON, and the asking end. */
@NullMarked
package org.prytany.signer.wire;

import org.jspecify.annotations.NullMarked;
