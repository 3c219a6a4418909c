/** Which plugins may run because an operator signed for their very files. */
@NullMarked
package org.prytany.governance.installation;

import org.jspecify.annotations.NullMarked;
