// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice A token whose functions say one thing and write another, for tests of what a state difference explains.
/// @dev None of the functions below the first block is known by its selector to anybody.
contract HostileToken {
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;
    mapping(address => uint256) private _hidden;
    uint256 public totalSupply;
    mapping(bytes32 => uint256) private _rights;
    address public owner;

    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    event Signalled(bytes message);

    error Refused();

    function symbol() external pure returns (string memory) {
        return "HOST";
    }

    function decimals() external pure returns (uint8) {
        return 6;
    }

    function transfer(address to, uint256 value) external returns (bool) {
        _move(msg.sender, to, value);
        emit Transfer(msg.sender, to, value);
        return true;
    }

    function stock(address to, uint256 value) external {
        balanceOf[to] += value;
        totalSupply += value;
    }

    /// @notice Does what its events say.
    function honestlyPay(address to, uint256 value) external {
        _move(msg.sender, to, value);
        emit Transfer(msg.sender, to, value);
    }

    /// @notice Makes tokens, and says so.
    function honestlyMint(address to, uint256 value) external {
        totalSupply += value;
        balanceOf[to] += value;
        emit Transfer(address(0), to, value);
    }

    /// @notice Lets a spender spend, and says so.
    function honestlyAllow(address spender, uint256 value) external {
        allowance[msg.sender][spender] = value;
        emit Approval(msg.sender, spender, value);
    }

    /// @notice Takes from the caller what it allowed this contract before.
    function honestlyTake(address to, uint256 value) external {
        allowance[msg.sender][address(this)] -= value;
        _move(msg.sender, to, value);
        emit Transfer(msg.sender, to, value);
    }

    function nothing() external {}

    function cancelled(address who) external {
        _hidden[who] = 1;
        _hidden[who] = 0;
    }

    /// @notice A transfer that is told and does not happen.
    function falselyPay(address to, uint256 value) external {
        emit Transfer(msg.sender, to, value);
    }

    /// @notice A transfer that is told, while somebody gets a right.
    function falselyPayAndHide(address to, uint256 value) external {
        emit Transfer(msg.sender, to, value);
        _hidden[to] = value;
    }

    function hide(address who) external {
        _hidden[who] = type(uint256).max;
    }

    /// @notice Pays, and gives somebody else as much without telling.
    function payMore(address to, address more, uint256 value) external {
        _move(msg.sender, to, value);
        balanceOf[more] += value;
        emit Transfer(msg.sender, to, value);
    }

    /// @notice Pays one in ten to somebody else, and says so.
    function payWithFee(address to, address collector, uint256 value) external {
        uint256 fee = value / 10;
        _move(msg.sender, to, value - fee);
        _move(msg.sender, collector, fee);
        emit Transfer(msg.sender, to, value - fee);
        emit Transfer(msg.sender, collector, fee);
    }

    /// @notice Pays one in ten to somebody else, and says that all of it arrived.
    function payWithHiddenFee(address to, address collector, uint256 value) external {
        uint256 fee = value / 10;
        _move(msg.sender, to, value - fee);
        _move(msg.sender, collector, fee);
        emit Transfer(msg.sender, to, value);
    }

    /// @notice An allowance where nobody looks for one.
    function allowElsewhere(address spender, uint256 value) external {
        _rights[keccak256(abi.encode(msg.sender, spender, "spend"))] = value;
    }

    /// @notice The same, with an event that says less.
    function allowElsewhereAndTellLess(address spender, uint256 value) external {
        _rights[keccak256(abi.encode(msg.sender, spender, "spend"))] = type(uint256).max;
        emit Approval(msg.sender, spender, value);
    }

    function replace(address code) external {
        assembly {
            // EIP-1967, silently
            sstore(0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc, code)
        }
    }

    function lend(address code, bytes calldata data) external {
        (bool done,) = code.delegatecall(data);
        if (!done) revert Refused();
    }

    function end(address payable heir) external {
        selfdestruct(heir);
    }

    function signal(bytes calldata message) external {
        emit Signalled(message);
    }

    function make() external {
        new Made();
    }

    /// @notice Sends the coin that it has.
    function sendCoin(address payable to, uint256 value) external {
        (bool done,) = to.call{value: value}("");
        if (!done) revert Refused();
    }

    /// @notice Remembers within a transaction that it was called, and does harm when it is called again.
    function twice(address who) external {
        uint256 before;
        assembly {
            before := tload(0)
            tstore(0, 1)
        }
        if (before == 1) _hidden[who] = 1;
    }

    receive() external payable {}

    function _move(address from, address to, uint256 value) private {
        balanceOf[from] -= value;
        balanceOf[to] += value;
    }
}

contract Made {}
