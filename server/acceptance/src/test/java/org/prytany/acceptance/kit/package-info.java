/** What plugin developers are given, used as they use it. */
@NullMarked
package org.prytany.acceptance.kit;

import org.jspecify.annotations.NullMarked;
