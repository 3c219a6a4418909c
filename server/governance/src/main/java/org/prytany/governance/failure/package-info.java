/** Failures with a code and a category. */
@NullMarked
package org.prytany.governance.failure;

import org.jspecify.annotations.NullMarked;
