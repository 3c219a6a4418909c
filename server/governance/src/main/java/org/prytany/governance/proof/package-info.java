/** Whether a sentence about a text is borne out by it. */
@NullMarked
package org.prytany.governance.proof;

import org.jspecify.annotations.NullMarked;
