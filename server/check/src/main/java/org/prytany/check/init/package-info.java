/** `prytany init`: asks for a DAO, looks at its governor, and writes a first configuration. */
@NullMarked
package org.prytany.check.init;

import org.jspecify.annotations.NullMarked;
