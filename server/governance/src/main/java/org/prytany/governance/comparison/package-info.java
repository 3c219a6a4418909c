/** Finds, exactly, how what a text asks for can explain what its calls do. */
@NullMarked
package org.prytany.governance.comparison;

import org.jspecify.annotations.NullMarked;
