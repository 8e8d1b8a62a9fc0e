// SandboxUtility
