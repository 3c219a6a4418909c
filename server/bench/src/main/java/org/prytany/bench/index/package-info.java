/** How fast proposals of a chain are read and stored, beside a loop that reads them alone. */
@NullMarked
package org.prytany.bench.index;

import org.jspecify.annotations.NullMarked;
