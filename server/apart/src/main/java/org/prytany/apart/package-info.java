/** The application in the plugins' own process: the host of plugins, and its end of the link. */
@NullMarked
package org.prytany.apart;

import org.jspecify.annotations.NullMarked;
