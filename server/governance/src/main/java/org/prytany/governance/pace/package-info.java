/** How fast the line works, and how a governor's clock relates to ours. */
@NullMarked
package org.prytany.governance.pace;

import org.jspecify.annotations.NullMarked;
