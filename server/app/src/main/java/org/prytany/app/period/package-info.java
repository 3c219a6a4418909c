/** What happened in a DAO in some days, and what is due there. */
@NullMarked
package org.prytany.app.period;

import org.jspecify.annotations.NullMarked;
