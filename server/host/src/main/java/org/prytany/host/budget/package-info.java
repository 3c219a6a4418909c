/** What work may use of the processor and of the clock before it is given up. */
@NullMarked
package org.prytany.host.budget;

import org.jspecify.annotations.NullMarked;
