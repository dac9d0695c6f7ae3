terraform {
  required_version = ">= 1.11"

  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = ">= 4.55, < 5.0"
    }
    random = {
      source  = "hashicorp/random"
      version = ">= 3.7, < 4.0"
    }
  }
}

provider "azurerm" {
  features {
    storage {
      # Who applies is outside of the network that the storage accounts are closed to.
      data_plane_available = false
    }
  }
}
