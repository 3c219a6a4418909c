/** Tests of the signer's end of the socket. */
@NullMarked
package org.prytany.signerd.serving;

import org.jspecify.annotations.NullMarked;
