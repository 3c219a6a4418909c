/** Where uploaded WARs wait until somebody signs for them: looked at, and run by nothing. */
@NullMarked
package org.prytany.host.staging;

import org.jspecify.annotations.NullMarked;
