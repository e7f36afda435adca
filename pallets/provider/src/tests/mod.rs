// SPDX-License-Identifier: Apache-2.0
//! Tests, a module for each call or concept.

mod availability;
mod config;
mod counts;
mod disputes;
mod governance;
mod heartbeat;
mod lists;
mod registry;
mod report_silence;
mod reputation;
mod resources;
mod sequences;
mod stakes;
mod status;
mod types;
