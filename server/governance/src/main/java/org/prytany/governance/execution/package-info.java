/** Seventh stage: an approved proposal is executed. */
@NullMarked
package org.prytany.governance.execution;

import org.jspecify.annotations.NullMarked;
