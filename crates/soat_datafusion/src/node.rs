//! Ballista with the functions of Soát: the scheduler, the executors, and the session that asks.

use std::net::SocketAddr;
use std::sync::Arc;

use ballista::extension::{SessionConfigExt as _, SessionContextExt as _};
use ballista_core::registry::BallistaFunctionRegistry;
use ballista_core::utils::default_session_builder;
use ballista_executor::executor_process::{ExecutorProcessConfig, start_executor_process};
use ballista_scheduler::cluster::BallistaCluster;
use ballista_scheduler::config::SchedulerConfig;
use ballista_scheduler::scheduler_process::start_server;
use datafusion::common::Result;
use datafusion::execution::{SessionState, SessionStateBuilder};
use datafusion::prelude::{SessionConfig, SessionContext};

use crate::functions::{functions, register};

/// A session whose queries run on the executors of a scheduler, such as `df://localhost:50050`.
/// `partitions` is into how many tasks a stage is divided: the cores of all executors, or a few times
/// as many.
pub async fn remote(url: &str, partitions: usize) -> Result<SessionContext> {
    let config = SessionConfig::new_with_ballista().with_target_partitions(partitions);
    let state = SessionStateBuilder::new().with_config(config).with_default_features().build();
    let session = SessionContext::remote_with_state(url, state).await?;
    register(&session);
    Ok(session)
}

/// Runs a scheduler until it is stopped.
pub async fn schedule(address: SocketAddr) -> ballista_core::error::Result<()> {
    let config = SchedulerConfig {
        bind_host: address.ip().to_string(),
        bind_port: address.port(),
        override_session_builder: Some(Arc::new(session)),
        ..SchedulerConfig::default()
    };
    let cluster = BallistaCluster::new_from_config(&config).await?;
    start_server(cluster, address, Arc::new(config)).await
}

/// Where an executor listens, and for whom it works.
#[derive(Clone, Debug)]
pub struct Executor {
    /// The scheduler's host and port.
    pub scheduler: (String, u16),
    /// The port from which others fetch results; the next one takes tasks.
    pub port: u16,
    /// Tasks done at once.
    pub cores: usize,
}

/// Runs an executor until it is stopped.
pub async fn execute(executor: Executor) -> ballista_core::error::Result<()> {
    let Executor { scheduler: (scheduler_host, scheduler_port), port, cores } = executor;
    let config = ExecutorProcessConfig {
        scheduler_host,
        scheduler_port,
        port,
        grpc_port: port.saturating_add(1),
        vcores: cores,
        scheduler_connect_timeout_seconds: 60,
        override_function_registry: Some(Arc::new(registry()?)),
        ..ExecutorProcessConfig::default()
    };
    start_executor_process(Arc::new(config)).await
}

/// The scheduler reads plans that name the functions.
fn session(config: SessionConfig) -> Result<SessionState> {
    let state = default_session_builder(config)?;
    let mut known: Vec<_> = state.scalar_functions().values().cloned().collect();
    known.extend(functions());
    Ok(SessionStateBuilder::from(state).with_scalar_functions(known).build())
}

/// The executors run them. Ballista's own registry lacks DataFusion's functions of lists.
fn registry() -> Result<BallistaFunctionRegistry> {
    let state = session(SessionConfig::new_with_ballista())?;
    Ok(BallistaFunctionRegistry::from(&state))
}
