// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @notice A token that is minted by whomever its AccessManager lets.
/// @dev For tests. The manager is made with it: authority() tells where.
contract ManagedToken is ERC20, AccessManaged {
    constructor(address admin) ERC20("Managed", "MGD") AccessManaged(address(new AccessManager(admin))) {}

    function mint(address to, uint256 amount) external restricted {
        _mint(to, amount);
    }
}
