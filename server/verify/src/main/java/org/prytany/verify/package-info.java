/** What a treasurer is asked to sign, worked out again from an endpoint of the treasurer's own. */
@NullMarked
package org.prytany.verify;

import org.jspecify.annotations.NullMarked;
