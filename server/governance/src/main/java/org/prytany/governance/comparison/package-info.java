/** Compares what a text asks for with what its calls do, and says where the two differ. */
@NullMarked
package org.prytany.governance.comparison;

import org.jspecify.annotations.NullMarked;
