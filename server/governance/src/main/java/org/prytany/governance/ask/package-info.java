/** What a text asks for, in its own words. */
@NullMarked
package org.prytany.governance.ask;

import org.jspecify.annotations.NullMarked;
