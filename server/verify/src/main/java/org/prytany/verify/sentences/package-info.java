/** Has sentences about texts proved by the same code as in the server, for whoever measures it. */
@NullMarked
package org.prytany.verify.sentences;

import org.jspecify.annotations.NullMarked;
