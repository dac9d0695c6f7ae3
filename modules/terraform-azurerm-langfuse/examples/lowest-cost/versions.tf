terraform {
  required_version = ">= 1.11"

  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = ">= 4.55, < 5.0"
    }
  }
}

# The subscription is that of the environment variable ARM_SUBSCRIPTION_ID.
provider "azurerm" {
  features {
    # Storage is closed to everybody but the network, so to whoever applies, too.
    storage {
      data_plane_available = false
    }
  }
}
